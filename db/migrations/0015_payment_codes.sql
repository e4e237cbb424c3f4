-- A receipt bears the code by which its fee is paid: the worker asks for that payment.
GRANT INSERT ON payments TO motcua_worker;
