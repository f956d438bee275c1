s/^(insert into pgfiles.setting values \('claim_role', '\{groups\})/delete from pgfiles.setting; \1/
